import { Plural, Trans } from '@lingui/react/macro'
import { Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { auditActionLabel, auditEntityLabel } from '../values/audit-labels.ts'
import { breakable } from '../values/breakable.tsx'
import { targetName } from '../values/target-name.ts'
import classes from './audit-entry.module.css'
import { type AuditEntry, activityQuery, hasParts } from './queries.ts'
import { StageName } from './stage-name.tsx'

/** Few entries are about what was refused. */
const OperationName = lazy(() => import('./operation-name.tsx'))

interface EntrySummaryProps {
  entry: AuditEntry
  /** It is about a bulk change that was undone */
  isUndone: boolean
  onOpen(): void
}

/** What an entry says: what was done to what, and with which role, group or stage. Opens the entry. */
export function EntrySummary({ entry, isUndone, onOpen }: EntrySummaryProps) {
  const { action, entity, related, environmentKey } = entry
  const name = targetName(entity)
  const named = related.filter(({ name }) => name !== null)
  return (
    <UnstyledButton className={classes.open} onClick={onOpen} aria-haspopup="dialog" data-row-link>
      <span className={classes.action}>{auditActionLabel(action)}</span>
      <Text span size="xs" c="dimmed" lineClamp={4} title={name ?? undefined}>
        {hasParts(entry) ? (
          <>
            {/* An import is named by its action already. */}
            {entity.type === 'bulk-change' && `${name} · `}
            <PartsSize partOf={entity.key} />
            {isUndone && (
              <>
                {' · '}
                <Trans>undone</Trans>
              </>
            )}
          </>
        ) : (
          <bdi>
            {entity.type === 'operation' && name?.includes('/') ? (
              <Suspense fallback={name}>
                <OperationName route={name} />
              </Suspense>
            ) : (
              breakable(name ?? `${auditEntityLabel(entity.type)} ${entity.key}`)
            )}
          </bdi>
        )}
        {named.map(({ type, key, name }) => (
          <span key={key} title={auditEntityLabel(type)}>
            {' · '}
            <bdi>{name && breakable(name)}</bdi>
          </span>
        ))}
        {/* What is done to a stage is done in it. */}
        {environmentKey && environmentKey !== entity.key && (
          <>
            {' · '}
            <StageName environmentKey={environmentKey} />
          </>
        )}
      </Text>
    </UnstyledButton>
  )
}

/** How much belongs to an import or a bulk change */
function PartsSize({ partOf }: { partOf: string }) {
  const { data } = useQuery(activityQuery({ partOf }, 1))
  const total = data?.page.totalResults ?? undefined
  return total === undefined ? '…' : <Plural value={total} one="# entry" other="# entries" />
}
