import { Anchor, Button } from '@mantine/core'
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
  todo: (mark: () => void) => ReactNode
}

const tokenCommand = (): string =>
  `curl ${location.origin}${addressOf('/identity/token')} -d grant_type=client_credentials -d client_id=… -d client_secret=…`
const listCommand = (): string =>
  `curl -H 'Authorization: Bearer …' '${location.origin}${addressOf('/api/identity/v1/users')}?limit=10&offset=0'`

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
        The program exchanges its credentials for an access token that lasts 12 hours.
        <Command text={tokenCommand()} what="token command" />
      </>
    ),
  },
  list: {
    title: 'List users with the token',
    waits: true,
    todo: (mark) => (
      <>
        The answer is the first page of your users.
        <Command text={listCommand()} what="list command" />
        <Button size="compact-xs" variant="default" mt={6} onClick={mark}>
          It worked
        </Button>
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
        <Anchor component={Link} to="/mail" inherit underline="always">
          Set up mail
        </Anchor>
      </>
    ),
  },
}
