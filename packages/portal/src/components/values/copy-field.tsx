import { Text } from '@mantine/core'
import { CopyButton } from './copy-button.tsx'
import classes from './copy-field.module.css'

interface CopyFieldProps {
  label: string
  value: string
  /** As CopyButton says it: "client ID" */
  what: string
}

/** A value with a copy button, in a monospace font. */
export const CopyField = ({ label, value, what }: CopyFieldProps) => (
  <dl className={classes.copyField}>
    <Text component="dt" size="sm" fw={500} mb={4}>
      {label}
    </Text>
    <dd>
      <code className={classes.value}>{value}</code>
      <CopyButton value={value} what={what} />
    </dd>
  </dl>
)
