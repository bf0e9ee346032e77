import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { issueLink } from '../../sign-in/credentials/issue-code.ts'
import { isSetUp } from './is-set-up.ts'

const linkMilliseconds = 86_400_000

/**
 * A link that makes the first administrator of an organization. No user can sign in to make one, so the person who runs
 * the server gets it where only they see it: at the terminal. It is valid for a day and replaces the former one.
 * @param anyway also where there is an administrator, who is locked out
 * @returns undefined where the organization is set up
 */
export function issueSetUpLink(
  parts: Parts<'clock' | 'vault'>,
  { key, baseUrl }: Pick<ReachedOrganization, 'key' | 'baseUrl'>,
  { anyway = false }: { anyway?: boolean } = {},
): Promise<{ link: string; expiresAt: string } | undefined> {
  return transaction(parts, async (parts) => {
    if (!anyway && (await isSetUp(parts, key))) return undefined
    const purpose = anyway ? 'set-up-anyway' : 'set-up'
    const { token, expiresAt } = await issueLink(parts, key, { purpose, userKey: null, milliseconds: linkMilliseconds })
    return { link: `${baseUrl}/set-up#token=${token}`, expiresAt }
  })
}
