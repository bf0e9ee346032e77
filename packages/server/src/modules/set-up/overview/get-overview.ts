import type { Static } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { listApiClients } from '../../api-clients/clients/list-api-clients.ts'
import { countUsers, listUsers } from '../../directory/users/list-users.ts'
import { seesUsers } from '../../directory/users/sees-users.ts'
import { type AuditAction, auditActionNames } from '../../foundation/audit/audit-actions.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { attentionMilliseconds } from '../../foundation/client-secrets/secret-expiry.ts'
import { holds, type Principal } from '../../foundation/permissions/principal.ts'
import { listEndingCertificates } from '../../sign-in/saml/list-ending-certificates.ts'
import { listSignInDays } from '../../sign-in/sign-ins/sign-in-days.ts'
import { getFirstSteps } from './get-first-steps.ts'
import type { Overview } from './overview-schemas.ts'

const dormantDays = 90
const shown = { dormantUsers: 5, apiClients: 5, changes: 6 }
const statuses = ['Active', 'Invited', 'PendingRegistration', 'Inactive'] as const

const sessionActions: AuditAction[] = ['user.signed-in', 'user.signed-out', 'session.ended']
const changes = auditActionNames.filter((name) => !sessionActions.includes(name))

/**
 * What somebody looks at first, in one answer: how far the organization has come, what needs attention, what was done. Each
 * part is there if the caller may see it where it is on its own.
 */
export async function getOverview(
  parts: Parts<'clock'>,
  principal: Principal,
  deployment: { hasMailServer: boolean },
): Promise<Static<typeof Overview>> {
  const maySee = (permission: Parameters<typeof holds>[1]) => holds(principal, permission)
  return {
    firstSteps: await getFirstSteps(parts, principal, deployment),
    signInDays: (await listSignInDays(parts, principal)).results,
    usersByStatus: seesUsers.permission.some(maySee) ? await countByStatus(parts, principal) : null,
    dormantUsers: maySee('User and access management > Manage users') ? await dormantUsers(parts, principal) : null,
    expiringApiClients: maySee('User and access management > Manage API clients')
      ? await expiringApiClients(parts, principal)
      : null,
    recentChanges: maySee('Organization management > View audit trail') ? await recentChanges(parts, principal) : null,
    endingCertificates: maySee('User and access management > Manage authentication')
      ? await listEndingCertificates(parts, principal.organizationKey)
      : null,
  }
}

async function countByStatus(parts: Parts<'clock'>, principal: Principal) {
  const counts = []
  for (const status of statuses)
    counts.push({ status, users: (await countUsers(parts, principal, { status })).userCount })
  return counts
}

async function dormantUsers(parts: Parts<'clock'>, principal: Principal) {
  const dormantSince = toTimestamp(parts.clock.now() - dormantDays * 86_400_000)
  const query = { dormantSince, sort: 'lastLoginAt' as const, limit: shown.dormantUsers }
  const { results, page } = await listUsers(parts, principal, query)
  const users = results.map(({ key, name, email, lastLoginAt }) => ({ key, name, email, lastLoginAt }))
  return { days: dormantDays, total: page.totalResults, users }
}

/** A client needs attention also where it has no permission: the time says which ones expire. */
async function expiringApiClients(parts: Parts<'clock'>, principal: Principal) {
  const limit = shown.apiClients
  const attention = { status: 'NeedsAttention', sort: 'secretExpiresAt', limit } as const
  const soon = (await listApiClients(parts, principal, attention)).results
  const expired = (await listApiClients(parts, principal, { status: 'Expired', sort: '-secretExpiresAt', limit }))
    .results
  const until = toTimestamp(parts.clock.now() + attentionMilliseconds)
  return [...soon.filter(({ secretExpiresAt }) => secretExpiresAt < until), ...expired]
    .slice(0, limit)
    .map(({ key, name, status, secretExpiresAt }) => ({ key, name, status, secretExpiresAt }))
}

/** An import is one change: its own entry stands for what belongs to it. */
async function recentChanges(parts: Parts, principal: Principal) {
  const query = { action: changes, result: ['Success' as const], grouped: true, limit: shown.changes }
  return (await listAuditEntries(parts, principal, query)).results
}
