import { Trans } from '@lingui/react/macro'
import type { User } from '../queries.ts'

/** Whether the user learns of a change of how they sign in. */
export const ToldByMail = ({ user }: { user: User }) =>
  user.email ? <Trans>An e-mail tells them.</Trans> : <Trans>They have no e-mail by which they could be told.</Trans>
