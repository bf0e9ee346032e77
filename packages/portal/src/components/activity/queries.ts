import { answer } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'

export type AuditEntry = components['schemas']['AuditEntry']

/** Which entries are shown: those about something, of a role, of an asset, by somebody, or of an import or bulk change */
export type ActivityFilter = Partial<
  Record<'subjectKey' | 'entityKey' | 'roleKey' | 'assetKey' | 'actorKey' | 'partOf', string>
>

/** Whether an entry stands for others, which are part of it */
export const hasParts = ({ action }: AuditEntry): boolean =>
  action === 'import.started' || action === 'bulk-change.started' || action === 'bulk-change.undo-started'

/** The server keeps the report of a bulk change, and with it what an undo needs, for seven days after its end. */
export const reportMilliseconds = 7 * 86_400_000

/** Whether the entry is about a bulk change whose report, with its undo, is still there */
export const hasReport = ({ entity, occurredAt }: AuditEntry): boolean =>
  entity.type === 'bulk-change' && Date.parse(occurredAt) > Date.now() - reportMilliseconds

/** The newest entries that pass the filter */
export const activityQuery = (filter: ActivityFilter, limit: number) =>
  queryOptions({
    queryKey: ['audit-entries', 'activity', filter, limit],
    queryFn({ signal }) {
      const keys = Object.fromEntries(Object.entries(filter).map(([name, key]) => [name, [key]]))
      return answer(managementApi.GET('/audit-entries', { params: { query: { ...keys, limit } }, signal }))
    },
  })

/**
 * The newest entries of undos of these bulk changes
 * @param known undos that are listed: with another one, all are asked for again
 */
export const undosQuery = (changeKeys: readonly string[], known: readonly string[]) =>
  queryOptions({
    queryKey: ['audit-entries', 'undos', changeKeys, known],
    queryFn({ signal }) {
      const query = { action: ['bulk-change.undo-started' as const], subjectKey: [...changeKeys] }
      return answer(managementApi.GET('/audit-entries', { params: { query }, signal }))
    },
  })

export const entryQuery = (key: string) =>
  queryOptions({
    queryKey: ['audit-entries', 'one', key],
    queryFn: ({ signal }) => answer(managementApi.GET('/audit-entries/{key}', { params: { path: { key } }, signal })),
    placeholderData: undefined,
    // Entries never change.
    staleTime: Number.POSITIVE_INFINITY,
  })
