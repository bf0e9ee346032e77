import { Trans, useLingui } from '@lingui/react/macro'
import { Text, VisuallyHidden } from '@mantine/core'
import { formatExactTime } from '../values/format-time.ts'
import { Quiet } from '../values/quiet.tsx'
import classes from './audit-entry.module.css'
import { auditFieldLabel } from './audit-field-label.ts'
import { auditValueWords } from './audit-value-words.ts'
import { differingValues } from './differing-values.ts'
import { NamedKey, NamedKeys } from './named-keys.tsx'
import { kindOfKeys, nameBeside } from './names-query.ts'

type Values = Record<string, unknown> | null

interface ValuesDiffProps {
  before: Values
  after: Values
}

/** The values before and after, field by field. Colors only support the words. */
export function ValuesDiff(values: ValuesDiffProps) {
  const { t } = useLingui()
  const hasBoth = values.before !== null && values.after !== null
  const differing = hasBoth ? differingValues(values.before ?? {}, values.after ?? {}) : values
  // Of two that are the same, all is shown.
  const { before, after } = Object.keys(differing.after ?? {}).length > 0 ? differing : values
  const names = rowsOf([...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])])
  if (names.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        <Trans>The entry has no values.</Trans>
      </Text>
    )
  }
  return (
    <table className={classes.diff}>
      <caption>
        <VisuallyHidden>
          <Trans>Values before and after</Trans>
        </VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Field</Trans>
          </th>
          {before && <th scope="col">{t`Before`}</th>}
          {after && <th scope="col">{before ? t`After` : t`Value`}</th>}
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const isChanged =
            before !== null && after !== null && JSON.stringify(before[name]) !== JSON.stringify(after[name])
          return (
            <tr key={name}>
              <th scope="row">
                <bdi>{auditFieldLabel(name)}</bdi>
              </th>
              {before && (
                <td className={classes.before} data-changed={isChanged}>
                  {isChanged && before[name] !== undefined ? (
                    <s>
                      <Value field={name} values={before} />
                    </s>
                  ) : (
                    <Value field={name} values={before} />
                  )}
                </td>
              )}
              {after && (
                <td className={classes.after} data-changed={isChanged}>
                  <Value field={name} values={after} />
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** A key and the name beside it (`organizationRoleKey`, `organizationRoleName`) are one row, that of the key. */
function rowsOf(fields: string[]): string[] {
  const told = fields.flatMap((field) => nameBeside[field] ?? [])
  return fields.filter((field) => !told.includes(field))
}

function Value({ field, values }: { field: string; values: Record<string, unknown> }) {
  const { t } = useLingui()
  const value = values[field]
  if (value === undefined) return <Quiet>{t`not recorded`}</Quiet>
  if (value === null || value === '') return <Quiet>{t`none`}</Quiet>
  if (typeof value === 'boolean') return value ? t`yes` : t`no`
  if (Array.isArray(value)) return <Values field={field} items={value} />
  if (typeof value === 'object') return <Fields of={field} values={value as Record<string, unknown>} />
  if (typeof value === 'string' && isTimestamp(value)) return <time dateTime={value}>{formatExactTime(value)}</time>
  const kind = kindOfKeys(field)
  if (kind) return <NamedKey kind={kind} value={String(value)} recorded={values[nameBeside[field] ?? field]} />
  return <bdi>{auditValueWords(field, String(value)) ?? String(value)}</bdi>
}

const isTimestamp = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)

function Values({ field, items }: { field: string; items: unknown[] }) {
  const { t } = useLingui()
  if (items.length === 0) return <Quiet>{t`none`}</Quiet>
  const kind = kindOfKeys(field)
  if (kind) return <NamedKeys kind={kind} keys={items.map(String)} />
  return (
    <ul>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <li key={index}>
          <Value field={field} values={{ [field]: item }} />
        </li>
      ))}
    </ul>
  )
}

/** Each name and value is isolated: one that changes the direction of text changes nothing of the others. */
function Fields({ of, values }: { of: string; values: Record<string, unknown> }) {
  const { t } = useLingui()
  const fields = rowsOf(Object.keys(values))
  if (fields.length === 0) return <Quiet>{t`none`}</Quiet>
  return (
    <dl>
      {fields.map((name) => (
        <div key={name}>
          <dt>
            <bdi>{auditFieldLabel(name, of)}</bdi>
          </dt>
          <dd>
            <Value field={name} values={values} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
