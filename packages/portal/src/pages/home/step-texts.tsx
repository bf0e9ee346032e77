import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { Command } from './command.tsx'
import type { FirstStep } from './use-first-steps.ts'

interface StepText {
  title: string
  /** The step is of no use before the steps above are done */
  waits?: boolean
  /** What to do, while it is not done */
  todo: () => ReactNode
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

export const stepTexts: Record<FirstStep['name'], StepText> = {
  administrator: { title: 'Make the first administrator', todo: () => null },
  'api-client': {
    title: 'Create an API client',
    todo: () => (
      <>
        It gives a program a client ID and a secret of its own.{' '}
        <Anchor component={Link} to="/api-clients/new" inherit underline="always">
          Create an API client
        </Anchor>
      </>
    ),
  },
  token: {
    title: 'Get a token with it',
    waits: true,
    todo: () => (
      <>
        The program exchanges its credentials for an access token that lasts 12 hours. In a terminal, this asks for both
        and keeps the token as <code>TOKEN</code>.
        <Command text={tokenCommand()} what="token command" />
      </>
    ),
  },
  list: {
    title: 'List users with the token',
    waits: true,
    todo: () => (
      <>
        In the same terminal. The answer is the first page of your users.
        <Command text={listCommand()} what="list command" />
      </>
    ),
  },
  people: {
    title: 'Bring people in',
    todo: () => (
      <>
        Invite colleagues one by one, or import a list.{' '}
        <Anchor component={Link} to="/users/invite" inherit underline="always">
          Invite a user
        </Anchor>
      </>
    ),
  },
  mail: {
    title: 'Set up mail',
    todo: () => (
      <>
        Until there is an SMTP server, mail is kept in the mailbox instead of being sent.{' '}
        <Anchor component={Link} to="/settings/mail" inherit underline="always">
          Set up mail
        </Anchor>
      </>
    ),
  },
}
