import type { Parts } from '../../../db/parts.ts'
import { creatorOf } from '../../foundation/permissions/creator.ts'
import type { Actor } from '../../foundation/permissions/principal.ts'
import { selectFirstUses } from './api-client-lists-repository.ts'

/**
 * How far an organization has come with its API clients: whether it has some of its own, whether one of them got a token, and
 * whether any client listed users.
 * @param maker whose clients are not the organization's own: what made those of the sample
 */
export const getFirstUses = ({ db }: Parts, organizationKey: string, maker: Actor) =>
  selectFirstUses(db, organizationKey, JSON.stringify(creatorOf(maker)))
