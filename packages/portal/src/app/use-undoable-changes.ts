import { useLingui } from '@lingui/react/macro'
import { answer } from '@portico/sdk'
import { type Icon, IconArrowBackUp } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { managementApi } from '../api/apis.ts'
import { queryClient } from '../api/query-client.ts'
import { reportMilliseconds } from '../components/activity/queries.ts'
import { useActionTexts } from '../components/bulk/action-texts.ts'
import { bulkChangeQuery, canBeUndone } from '../components/bulk/queries.ts'
import { placesOf } from '../components/choices/places-of.ts'
import { actorName } from '../components/values/actor-name.ts'
import { formatTime } from '../components/values/format-time.ts'
import { joinNames } from '../components/values/join-names.ts'

/** So many of the newest changes are looked at. Whoever has made more finds the others in the audit trail. */
const most = 20

interface UndoableChange {
  key: string
  label: string
  /** When it began, and who asked for it */
  description: string
  icon: Icon
}

/** The newest bulk changes that can be undone, as they are now, once they are asked for; undefined until they are known */
export function useUndoableChanges(isAsked: boolean): UndoableChange[] | undefined {
  const { t } = useLingui()
  const textsOf = useActionTexts()
  const { data } = useQuery({ ...undoableQuery, enabled: isAsked })
  return data?.map(({ change: { key, action, total }, target, actor, occurredAt }) => {
    const [time, name] = [formatTime(occurredAt), actorName(actor)]
    const label = joinNames([textsOf(action, total).heading, ...target])
    return { key, label, description: t`${time}, by ${name}`, icon: IconArrowBackUp }
  })
}

const undoableQuery = queryOptions({
  queryKey: ['bulk-changes', 'undoable'],
  staleTime: 0,
  async queryFn({ signal }) {
    const since = new Date(Date.now() - reportMilliseconds).toISOString()
    const query = { action: ['bulk-change.started' as const], since, limit: most }
    const { results } = await answer(managementApi.GET('/audit-entries', { params: { query }, signal }))
    const placed = results.map(({ environmentKey, ...entry }) => ({
      ...entry,
      ...(environmentKey && { environmentKey }),
    }))
    const placeOf = await placesOf(placed)
    const changes = await Promise.all(
      placed.map(async ({ entity, related, actor, occurredAt, ...place }) => ({
        change: await readChange(entity.key),
        // The group or role, with its asset and stage
        target: [...related.map(({ name }) => name), placeOf(place)],
        actor,
        occurredAt,
      })),
    )
    return changes.flatMap(({ change, ...entry }) => (change && canBeUndone(change) ? [{ change, ...entry }] : []))
  },
})

/** As it is now. Undefined where its report is gone, or not for this member */
const readChange = (key: string | null) =>
  key === null ? undefined : queryClient.fetchQuery({ ...bulkChangeQuery(key), staleTime: 0 }).catch(() => undefined)
