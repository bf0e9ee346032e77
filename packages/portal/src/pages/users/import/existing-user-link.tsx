import { Trans } from '@lingui/react/macro'
import { Anchor } from '@mantine/core'
import { addressOf } from '../../../api/base-path.ts'

interface ExistingUserLinkProps {
  /** Of the user, where the server has told it */
  userKey?: string | null | undefined
  email: string | undefined
}

/** To a user who exists already, in a tab of its own: the import, or its report, stays. */
export function ExistingUserLink({ userKey, email }: ExistingUserLinkProps) {
  if (!userKey && !email) return null
  const path = userKey ? `/users/${userKey}` : `/users?${new URLSearchParams({ search: email ?? '' })}`
  return (
    <Anchor href={addressOf(path)} target="_blank" rel="noopener" inherit underline="always">
      <Trans>Show the user</Trans>
    </Anchor>
  )
}
