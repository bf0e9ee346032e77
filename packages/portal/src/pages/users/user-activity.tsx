import { ActorActivity } from '../../components/activity/actor-activity.tsx'
import { nameOf } from './name-of.ts'
import type { User } from './queries.ts'

/** The newest audit entries about the user and by the user, with links to all of them. */
export const UserActivity = ({ user }: { user: User }) => <ActorActivity actorKey={user.key} name={nameOf(user)} />
