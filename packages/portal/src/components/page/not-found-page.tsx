import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { MessagePage } from './message-page.tsx'

/** For unknown paths, and for things that were deleted. */
export function NotFoundPage() {
  const { t } = useLingui()
  return (
    <MessagePage
      title={t`Nothing is here`}
      icon={IconMapOff}
      action={
        <Button component={Link} to="/" variant="default">
          <Trans>To the home page</Trans>
        </Button>
      }
    >
      <Trans>This page does not exist, or what it showed was deleted.</Trans>
    </MessagePage>
  )
}
