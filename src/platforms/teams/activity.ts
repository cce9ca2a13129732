import { z } from 'zod';

// The part of an activity that we read, checked at the door. Teams and its test tools write null for "absent".

const absent = <T extends z.ZodType>(shape: T) => z.preprocess((value) => value ?? undefined, shape.optional());

const account = z.object({
  id: z.string(),
  name: absent(z.string()),
  aadObjectId: absent(z.string()),
  /** Set on the bot's own account when a person asked privately, by a slash command. */
  isTargeted: absent(z.boolean()),
});

const entity = z.object({
  type: absent(z.string()),
  text: absent(z.string()),
  mentioned: absent(z.object({ id: absent(z.string()), name: absent(z.string()) })),
  locale: absent(z.string()),
});

const named = absent(z.object({ id: absent(z.string()), name: absent(z.string()) }));

/** Half a surrogate cannot stand in an address: such an id comes from nobody real. */
const id = z
  .string()
  .max(2000)
  .refine((text) => !/\p{Cs}/u.test(text), 'must be well-formed text');

const activityShape = z.object({
  type: z.string().min(1),
  id: absent(id),
  name: absent(z.string()),
  action: absent(z.string()),
  text: absent(z.string()),
  locale: absent(z.string()),
  replyToId: absent(id),
  channelId: z.string().min(1),
  serviceUrl: z.url().max(2000),
  from: absent(account),
  recipient: absent(account),
  conversation: z.object({
    id: id.min(1),
    name: absent(z.string()),
    conversationType: absent(z.string()),
    tenantId: absent(z.string()),
  }),
  membersAdded: absent(z.array(account)),
  entities: absent(z.array(entity)),
  channelData: absent(z.object({ tenant: named, team: named, channel: named })),
  value: z.unknown().optional(),
});

/** A message, an invoke or an event from Teams, as far as we read it. */
export type TeamsActivity = z.infer<typeof activityShape>;

/** The activity in a parsed body, or undefined when it is none. */
export function readActivity(body: unknown): TeamsActivity | undefined {
  return activityShape.safeParse(body).data;
}

/** The tenant of the person who writes, or undefined when Teams did not say. */
export function tenantOf(activity: TeamsActivity): string | undefined {
  return activity.channelData?.tenant?.id ?? activity.conversation.tenantId;
}
