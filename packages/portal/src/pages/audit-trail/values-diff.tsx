import { Text, VisuallyHidden } from '@mantine/core'
import { formatExactTime } from '../../components/values/format-time.ts'
import { Quiet } from '../../components/values/quiet.tsx'
import classes from './audit-trail.module.css'

type Values = Record<string, unknown> | null

interface ValuesDiffProps {
  before: Values
  after: Values
}

/** The values before and after, field by field. Colors only support the words. */
export function ValuesDiff({ before, after }: ValuesDiffProps) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  if (names.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        The entry says that it happened, and has no values beside.
      </Text>
    )
  }
  const hasBoth = before !== null && after !== null
  return (
    <table className={classes.diff}>
      <caption>
        <VisuallyHidden>Values before and after</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          {before && <th scope="col">Before</th>}
          {after && <th scope="col">{before ? 'After' : 'Value'}</th>}
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const isChanged = hasBoth && JSON.stringify(before[name]) !== JSON.stringify(after[name])
          return (
            <tr key={name}>
              <th scope="row">
                <bdi>{fieldInWords(name)}</bdi>
              </th>
              {before && (
                <td className={classes.before} data-changed={isChanged}>
                  {isChanged && before[name] !== undefined ? (
                    <s>
                      <Value value={before[name]} />
                    </s>
                  ) : (
                    <Value value={before[name]} />
                  )}
                </td>
              )}
              {after && (
                <td className={classes.after} data-changed={isChanged}>
                  <Value value={after[name]} />
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** `secretExpiresAt` → "Secret expires at" */
function fieldInWords(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function Value({ value }: { value: unknown }) {
  if (value === undefined) return <Quiet>not recorded</Quiet>
  if (value === null || value === '') return <Quiet>none</Quiet>
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return <Values values={value} />
  if (typeof value === 'object') return <Fields values={value} />
  if (typeof value === 'string' && isTimestamp(value)) return <time dateTime={value}>{formatExactTime(value)}</time>
  return <bdi>{String(value)}</bdi>
}

const isTimestamp = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)

function Values({ values }: { values: unknown[] }) {
  if (values.length === 0) return <Quiet>none</Quiet>
  return (
    <ul>
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <li key={index}>
          <Value value={value} />
        </li>
      ))}
    </ul>
  )
}

/** Each name and value is isolated: one that changes the direction of text changes nothing of the others. */
function Fields({ values }: { values: object }) {
  const fields = Object.entries(values)
  if (fields.length === 0) return <Quiet>none</Quiet>
  return (
    <dl>
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>
            <bdi>{fieldInWords(name)}</bdi>
          </dt>
          <dd>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
