/** The answer to an invoke: what its own HTTP response carries. */
export interface InvokeReply {
  readonly status: number;
  readonly body?: object;
}
