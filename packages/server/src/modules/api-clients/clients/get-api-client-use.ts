import type { Static } from 'typebox'
import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { catalogue } from '../../../problems/catalogue.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectUses } from './api-client-uses-repository.ts'
import type { ApiClientUse, UsePeriod } from './api-clients-schemas.ts'
import { requireApiClient } from './change-api-client.ts'
import { beginningOfHour } from './use-counts.ts'

const hour = 3_600_000
const day = 24 * hour

const periods = {
  Day: { unit: 'Hour', length: hour, count: 24 },
  Week: { unit: 'Day', length: day, count: 7 },
  Month: { unit: 'Day', length: day, count: 30 },
} as const

/** Of problems, by their codes */
const titles = new Map<string, string>(Object.values(catalogue).map(({ code, title }) => [code, title]))

/**
 * How often a client got tokens, called APIs and was refused, by hours or days (UTC) up to the present one, and why it was
 * refused.
 * @throws Problem api_client_not_found
 */
export async function getApiClientUse(
  parts: Parts<'clock'>,
  { organizationKey }: Principal,
  key: string,
  period: Static<typeof UsePeriod> = 'Week',
): Promise<Static<typeof ApiClientUse>> {
  await requireApiClient(parts, organizationKey, normalKey(key))
  const { unit, length, count } = periods[period]
  const now = parts.clock.now()
  const first = (unit === 'Hour' ? beginningOfHour(now) : now - (now % day)) - (count - 1) * length
  const points = Array.from({ length: count }, (_, index) => ({
    from: toTimestamp(first + index * length),
    tokens: 0,
    requests: 0,
    refusals: 0,
  }))
  const keys = new Map<string, string>()
  const refusals = new Map<string, Static<typeof ApiClientUse>['refusals'][number]>()
  for (const use of await selectUses(parts.db, organizationKey, normalKey(key), toTimestamp(first))) {
    const point = points[Math.floor((Date.parse(use.hour) - first) / length)]
    if (!point) continue
    const [kind, ...words] = use.outcome.split(' ')
    if (kind === 'key') {
      keys.set(words.join(' '), use.hour)
      continue
    }
    if (words.length === 0) {
      point[kind === 'token' ? 'tokens' : 'requests'] += use.uses
      continue
    }
    point.refusals += use.uses
    const before = refusals.get(use.outcome)?.count ?? 0
    refusals.set(use.outcome, {
      place: kind === 'token' ? 'TokenEndpoint' : 'Api',
      reason: words.join(' '),
      title: kind === 'token' ? null : (titles.get(words.join(' ')) ?? null),
      count: before + use.uses,
      lastHour: use.hour,
    })
  }
  return {
    unit,
    points,
    refusals: [...refusals.values()].sort((a, b) => b.count - a.count),
    keys: [...keys].map(([keyId, lastHour]) => ({ keyId: keyId || null, lastHour })),
  }
}
