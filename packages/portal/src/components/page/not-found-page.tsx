import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { MessagePage } from './message-page.tsx'

/** For unknown paths, and for things that were deleted. */
export function NotFoundPage() {
  return (
    <MessagePage
      title="Nothing is here"
      icon={IconMapOff}
      action={
        <Button component={Link} to="/" variant="default">
          To the home page
        </Button>
      }
    >
      This page does not exist, or what it showed was deleted.
    </MessagePage>
  )
}
