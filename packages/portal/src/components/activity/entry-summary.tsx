import { Plural } from '@lingui/react/macro'
import { Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ActionTexts, useActionTexts } from '../bulk/action-texts.ts'
import type { BulkAction } from '../bulk/queries.ts'
import { auditActionLabel, auditEntityLabel } from '../values/audit-labels.ts'
import classes from './audit-entry.module.css'
import { EntryResult } from './entry-result.tsx'
import { type AuditEntry, activityQuery, hasParts } from './queries.ts'
import { StageName } from './stage-name.tsx'

/** What an entry says: what was done to what, and with which role, group or stage. Opens the entry. */
export function EntrySummary({ entry, onOpen }: { entry: AuditEntry; onOpen(): void }) {
  const { action, entity, related, environmentKey } = entry
  const named = related.filter(({ name }) => name !== null)
  return (
    <UnstyledButton className={classes.open} onClick={onOpen} aria-haspopup="dialog">
      <span className={classes.action}>{auditActionLabel(action)}</span>
      <Text span size="xs" c="dimmed" lineClamp={4} title={entity.name ?? undefined}>
        {hasParts(entry) ? (
          <>
            <NameOfAction action={entity.name} />
            <PartsSize partOf={entity.key} />
          </>
        ) : (
          <bdi>{entity.name ?? `${auditEntityLabel(entity.type)} ${entity.key}`}</bdi>
        )}
        {named.map(({ type, key, name }) => (
          <span key={key} title={auditEntityLabel(type)}>
            {' · '}
            <bdi>{name}</bdi>
          </span>
        ))}
        {environmentKey && (
          <>
            {' · '}
            <StageName environmentKey={environmentKey} />
          </>
        )}
      </Text>
      {entry.result === 'Failure' && (
        <Text span hiddenFrom="sm" className={classes.result}>
          <EntryResult entry={entry} />
        </Text>
      )}
    </UnstyledButton>
  )
}

/** What a bulk change does, in the words of its menu */
function NameOfAction({ action }: { action: string | null }) {
  const textsOf = useActionTexts()
  // An import has none.
  const texts: ActionTexts | undefined = textsOf(action as BulkAction, 0)
  return texts && `${texts.label} · `
}

/** How much belongs to an import or a bulk change */
function PartsSize({ partOf }: { partOf: string }) {
  const { data } = useQuery(activityQuery({ partOf }, 1))
  const total = data?.page.totalResults ?? undefined
  return total === undefined ? '…' : <Plural value={total} one="# entry" other="# entries" />
}
