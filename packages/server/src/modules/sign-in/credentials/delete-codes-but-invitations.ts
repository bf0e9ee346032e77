import type { Parts } from '../../../db/parts.ts'
import { deleteOneTimeCodesBut } from './one-time-codes-repository.ts'

/** Deletes the codes and links that are not used yet, of all organizations. Invitations stay: nobody else has them. */
export const deleteCodesButInvitations = ({ db }: Parts): Promise<void> => deleteOneTimeCodesBut(db, 'invitation')
