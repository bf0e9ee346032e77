import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { Command } from './command.tsx'
import type { Overview } from './queries.ts'

interface StepText {
  title: MessageDescriptor
  /** The step is of no use before the steps above are done */
  waits?: boolean
  /** What to do, while it is not done */
  Todo: ComponentType
}

/**
 * For bash and zsh, in one line: they read what follows a `read` as its answer. It asks for the secret, which so is
 * neither shown nor in the shell's history, and prints the answer, so that a refusal is seen.
 */
const tokenCommand = (): string =>
  [
    "printf 'Client ID: '; read -r CLIENT_ID",
    "printf 'Client secret: '; read -rs CLIENT_SECRET",
    `TOKEN=$(curl -sS '${location.origin}${addressOf('/identity/token')}' -d grant_type=client_credentials -d "client_id=$CLIENT_ID" -d "client_secret=$CLIENT_SECRET" | tee /dev/stderr | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')`,
  ].join('; ')
const listCommand = (): string =>
  `curl -H "Authorization: Bearer $TOKEN" '${location.origin}${addressOf('/api/identity/v1/users')}?limit=10&offset=0'`

const StepLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Anchor component={Link} to={to} inherit underline="always">
    {children}
  </Anchor>
)

function GetToken() {
  const { t } = useLingui()
  return (
    <>
      <Trans>
        The program exchanges its credentials for an access token. In a terminal, this command asks for both and keeps
        the token as <code>TOKEN</code>.
      </Trans>
      <Command text={tokenCommand()} what={t`token command`} />
    </>
  )
}

function ListUsers() {
  const { t } = useLingui()
  return (
    <>
      <Trans>In the same terminal. The answer is the first page of your users.</Trans>
      <Command text={listCommand()} what={t`list command`} />
    </>
  )
}

export const stepTexts: Record<Overview['firstSteps'][number]['name'], StepText> = {
  ApiClient: {
    title: msg`Create an API client`,
    Todo: () => (
      <Trans>
        It gives a program a client ID and a secret of its own.{' '}
        <StepLink to="/api-clients/new">Create an API client</StepLink>
      </Trans>
    ),
  },
  Token: { title: msg`Get a token with it`, waits: true, Todo: GetToken },
  UserList: { title: msg`List users with a token`, waits: true, Todo: ListUsers },
  People: {
    title: msg`Invite people`,
    Todo: () => (
      <Trans>
        Invite colleagues one by one, or import a list. <StepLink to="/users/invite">Invite a user</StepLink>
      </Trans>
    ),
  },
  Mail: {
    title: msg`Set up mail`,
    Todo: () => (
      <Trans>
        Without an SMTP server, e-mails are kept in the mailbox and not sent.{' '}
        <StepLink to="/settings/mail">Set up mail</StepLink>
      </Trans>
    ),
  },
  SecondFactor: {
    title: msg`Add a second factor to your account`,
    Todo: () => (
      <Trans>
        With a passkey or an authenticator app, a stolen password is not enough.{' '}
        <StepLink to="/account">Open your account</StepLink>
      </Trans>
    ),
  },
  SecondAdministrator: {
    title: msg`Make somebody else administrator`,
    Todo: () => (
      <Trans>
        A second administrator can help when you cannot sign in. Give a user the organization role Administrator.{' '}
        <StepLink to="/users">Choose a user</StepLink>
      </Trans>
    ),
  },
}
