import { z } from 'zod';

// The part of an activity that we read, checked at the door.

const account = z.object({
  id: z.string(),
  name: z.string().optional(),
  aadObjectId: z.string().optional(),
  /** Set on the bot's own account when a person asked privately, by a slash command. */
  isTargeted: z.boolean().optional(),
});

const entity = z.object({
  type: z.string().optional(),
  text: z.string().optional(),
  mentioned: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
  locale: z.string().optional(),
});

const named = z.object({ id: z.string().optional(), name: z.string().optional() }).optional();

/** Half a surrogate cannot stand in an address: such an id comes from nobody real. */
const id = z
  .string()
  .max(2000)
  .refine((text) => !/\p{Cs}/u.test(text), 'must be well-formed text');

const activityShape = z.object({
  type: z.string().min(1),
  id: id.optional(),
  name: z.string().optional(),
  action: z.string().optional(),
  text: z.string().optional(),
  locale: z.string().optional(),
  replyToId: id.optional(),
  channelId: z.string().min(1),
  serviceUrl: z.url().max(2000),
  from: account.optional(),
  recipient: account.optional(),
  conversation: z.object({
    id: id.min(1),
    name: z.string().optional(),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  membersAdded: z.array(account).optional(),
  entities: z.array(entity).optional(),
  channelData: z.object({ tenant: named, team: named, channel: named }).optional(),
  value: z.unknown().optional(),
});

/** `entities`, one of them, `mentioned`, and what stands in it. */
const DEPTH = 4;

/** A message, an invoke or an event from Teams, as far as we read it. */
export type TeamsActivity = z.infer<typeof activityShape>;

/** The activity in a parsed body, or undefined when it is none. */
export function readActivity(body: unknown): TeamsActivity | undefined {
  return activityShape.safeParse(withoutNulls(body)).data;
}

/** The tenant of the person who writes, or undefined when Teams did not say. */
export function tenantOf(activity: TeamsActivity): string | undefined {
  return activity.channelData?.tenant?.id ?? activity.conversation.tenantId;
}

/** Teams and its test tools write null for "absent". Only as deep as the shape reads: a hostile body may be endlessly deep. */
function withoutNulls(value: unknown, depth = DEPTH): unknown {
  if (depth === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, depth - 1));
  const filled = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(filled.map(([key, inner]) => [key, withoutNulls(inner, depth - 1)]));
}
