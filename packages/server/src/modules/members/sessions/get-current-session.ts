import type { Static } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import type { Scope } from '../../foundation/permissions/scope.ts'
import { getSignInSettings } from '../sign-in-settings/get-sign-in-settings.ts'
import { findMember } from './find-member.ts'
import { findSession } from './find-session.ts'
import { csrfTokenOf } from './session-token.ts'
import type { CurrentSession } from './sessions-schemas.ts'
import { whySessionEnded } from './why-session-ended.ts'

/**
 * Who is signed in with this token, and what they may do at this moment.
 * @throws Problem session_ended
 */
export async function getCurrentSession(
  parts: Parts<'clock' | 'vault'>,
  organization: { key: string; name: string },
  token: string,
): Promise<Static<typeof CurrentSession>> {
  const session = await findSession(parts, organization.key, token)
  const member = session && (await findMember(parts, organization.key, session.userKey))
  if (!session || !member?.isActive) throw await whySessionEnded(parts, organization.key, token)
  const { key, name, email, photoUrl } = member
  const { idleMinutes } = await getSignInSettings(parts, organization.key)
  return {
    user: { key, name, email, photoUrl },
    organization: { key: organization.key, name: organization.name },
    permissions: [...member.access].map(([name, scope]) => ({ name, ...scopeAnswer(scope) })),
    session: { key: session.key, expiresAt: session.expiresAt, idleMinutes, method: session.method },
    csrfToken: csrfTokenOf(parts.vault, token),
  }
}

function scopeAnswer(scope: Scope): Omit<Static<typeof CurrentSession>['permissions'][number], 'name'> {
  if (scope === 'all') return { environments: 'all', portfolios: [], assets: [] }
  return {
    environments: [...scope.environments].sort(),
    portfolios: [...scope.portfolios].sort(),
    assets: [...scope.assets].map(([key, { environments }]) => ({
      key,
      environments: environments === 'all' ? 'all' : [...environments].sort(),
    })),
  }
}
