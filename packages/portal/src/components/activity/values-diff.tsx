import { Trans, useLingui } from '@lingui/react/macro'
import { Text, VisuallyHidden } from '@mantine/core'
import { formatExactTime } from '../values/format-time.ts'
import { Quiet } from '../values/quiet.tsx'
import classes from './audit-entry.module.css'
import { auditFieldLabel } from './audit-field-label.ts'
import { auditValueWords } from './audit-value-words.ts'
import { NamedKeys } from './named-keys.tsx'
import { isKindOfKeys } from './names-query.ts'

type Values = Record<string, unknown> | null

interface ValuesDiffProps {
  before: Values
  after: Values
}

/** The values before and after, field by field. Colors only support the words. */
export function ValuesDiff({ before, after }: ValuesDiffProps) {
  const { t } = useLingui()
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  if (names.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        <Trans>The entry has no values.</Trans>
      </Text>
    )
  }
  const hasBoth = before !== null && after !== null
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
          const isChanged = hasBoth && JSON.stringify(before[name]) !== JSON.stringify(after[name])
          return (
            <tr key={name}>
              <th scope="row">
                <bdi>{auditFieldLabel(name)}</bdi>
              </th>
              {before && (
                <td className={classes.before} data-changed={isChanged}>
                  {isChanged && before[name] !== undefined ? (
                    <s>
                      <Value field={name} value={before[name]} />
                    </s>
                  ) : (
                    <Value field={name} value={before[name]} />
                  )}
                </td>
              )}
              {after && (
                <td className={classes.after} data-changed={isChanged}>
                  <Value field={name} value={after[name]} />
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Value({ field, value }: { field: string; value: unknown }) {
  const { t } = useLingui()
  if (value === undefined) return <Quiet>{t`not recorded`}</Quiet>
  if (value === null || value === '') return <Quiet>{t`none`}</Quiet>
  if (typeof value === 'boolean') return value ? t`yes` : t`no`
  if (Array.isArray(value)) return <Values field={field} values={value} />
  if (typeof value === 'object') return <Fields values={value} />
  if (typeof value === 'string' && isTimestamp(value)) return <time dateTime={value}>{formatExactTime(value)}</time>
  return <bdi>{auditValueWords(field, String(value)) ?? String(value)}</bdi>
}

const isTimestamp = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)

function Values({ field, values }: { field: string; values: unknown[] }) {
  const { t } = useLingui()
  if (values.length === 0) return <Quiet>{t`none`}</Quiet>
  if (isKindOfKeys(field)) return <NamedKeys kind={field} keys={values.map(String)} />
  return (
    <ul>
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <li key={index}>
          <Value field={field} value={value} />
        </li>
      ))}
    </ul>
  )
}

/** Each name and value is isolated: one that changes the direction of text changes nothing of the others. */
function Fields({ values }: { values: object }) {
  const { t } = useLingui()
  const fields = Object.entries(values)
  if (fields.length === 0) return <Quiet>{t`none`}</Quiet>
  return (
    <dl>
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>
            <bdi>{auditFieldLabel(name)}</bdi>
          </dt>
          <dd>
            <Value field={name} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
