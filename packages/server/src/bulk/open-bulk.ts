import { getAccessOfActor } from '../access/access-of-actor.ts'
import { createBulkWorker } from '../modules/directory/bulk-changes/create-bulk-worker.ts'
import type { BaseParts } from '../modules/foundation/base-parts.ts'
import { inviteExistingUser } from '../modules/sign-in/invitations/invite-existing-user.ts'
import type { Worker } from '../modules/wing.ts'
import { createBulkSupervisor } from './bulk-supervisor.ts'

/** What carries out bulk operations: a thread, as it ships, or this one, as in most tests. */
export const openBulk = (
  parts: BaseParts,
  { environment, inThread }: { environment: NodeJS.ProcessEnv; inThread: boolean },
): Worker =>
  inThread
    ? createBulkSupervisor({ parts, environment })
    : createBulkWorker({ ...parts, accessOfActor: getAccessOfActor, inviteUser: inviteExistingUser })
