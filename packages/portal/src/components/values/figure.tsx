import { Text } from '@mantine/core'
import { formatNumber } from './format-number.ts'

/** A number with what it counts below it. */
export const Figure = ({ label, value }: { label: string; value: number }) => (
  <div>
    <Text fz="1.5rem" fw={650}>
      {formatNumber(value)}
    </Text>
    <Text size="sm" c="dimmed">
      {label}
    </Text>
  </div>
)
