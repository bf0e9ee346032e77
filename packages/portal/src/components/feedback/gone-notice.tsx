import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Notice } from './notice.tsx'

/**
 * Says that what the address names is not there: it has been deleted, or the member may not view it.
 * @param props.action what leads on from here
 */
export function GoneNotice({ action }: { action?: ReactNode }) {
  const { t } = useLingui()
  return (
    <Notice role="alert" tone="bad" title={t`This no longer exists`}>
      <Stack gap={8} align="flex-start">
        <Text size="sm">
          <Trans>It has been deleted, or you may not view it.</Trans>
        </Text>
        {action}
      </Stack>
    </Notice>
  )
}
