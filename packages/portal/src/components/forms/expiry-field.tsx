import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Input, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { formatUnit } from '../values/format-number.ts'
import { formatDay } from '../values/format-time.ts'
import { Choice } from './choice.tsx'
import { DayButton } from './day-button.tsx'
import { expiryPresets, latestExpiryDay, today } from './expiry-days.ts'

interface ExpiryFieldProps {
  /** `2026-11-23` */
  value: string
  onChange(value: string): void
  error?: string | undefined
}

/** The day on which a secret expires: a preset, or any day up to 24 months ahead. */
export function ExpiryField({ value, onChange, error }: ExpiryFieldProps) {
  const { t } = useLingui()
  // The same time for all of them, so that the choices do not change at midnight.
  const [now] = useState(Date.now)
  const options = expiryPresets.map(({ count, unit, dayFrom }) => ({
    label: formatUnit(count, unit),
    value: dayFrom(now),
  }))
  const shown = formatDay(`${value}T12:00:00Z`, 'UTC')
  return (
    <Stack gap="xs">
      <Choice label={t`The secret expires after`} options={options} value={value} onChange={onChange} />
      <Group gap="xs">
        <Text size="sm" component="div">
          <Trans>
            on{' '}
            <DayButton
              value={value}
              onChange={onChange}
              min={today(now)}
              max={latestExpiryDay(now)}
              label={t`Expires on ${shown}, choose another day`}
              mx={4}
            />{' '}
            at 23:59 UTC
          </Trans>
        </Text>
      </Group>
      {error && <Input.Error>{error}</Input.Error>}
    </Stack>
  )
}
