import { useQuery } from '@tanstack/react-query'
import { type AuditEntry, undosQuery } from './queries.ts'

/** The keys of the bulk changes among these entries that were undone: one request asks for all of them. */
export function useUndoneChanges(entries: readonly AuditEntry[] | undefined): ReadonlySet<string> {
  const keysOf = (action: AuditEntry['action']): string[] =>
    [...new Set(entries?.filter((entry) => entry.action === action).map(({ entity }) => entity.key))].sort()
  const changes = keysOf('bulk-change.started')
  const { data } = useQuery({
    ...undosQuery(changes, keysOf('bulk-change.undo-started')),
    enabled: changes.length > 0,
  })
  return new Set(data?.results.flatMap(({ related }) => related.map(({ key }) => key)))
}
