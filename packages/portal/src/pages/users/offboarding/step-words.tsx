import { Plural, Trans } from '@lingui/react/macro'
import type { OffboardingStep } from './queries.ts'

/** What a step will do: its label before it is confirmed */
export function PlannedStep({ step: { step, total } }: { step: Pick<OffboardingStep, 'step' | 'total'> }) {
  switch (step) {
    case 'SuspendApiClients':
      return (
        <Plural
          value={total}
          one="Suspend # API client that they created"
          other="Suspend # API clients that they created"
        />
      )
    case 'EndClientCredentials':
      return (
        <Plural
          value={total}
          one="End # secret or public key that they gave to an API client of others"
          other="End # secrets and public keys that they gave to API clients of others"
        />
      )
    case 'EndApplicationCredentials':
      return (
        <Plural
          value={total}
          one="End # secret or public key that they gave to a sign-in application"
          other="End # secrets and public keys that they gave to sign-in applications"
        />
      )
    case 'RemoveFromGroups':
      return <Plural value={total} one="Remove from # group" other="Remove from # groups" />
    case 'RevokeApplicationRoles':
      return <Plural value={total} one="Revoke # end-user role" other="Revoke # end-user roles" />
    case 'RevokeOrganizationRoles':
      return <Plural value={total} one="Revoke # organization role" other="Revoke # organization roles" />
    case 'EndSessions':
      return <Plural value={total} one="End # session" other="End # sessions" />
    case 'Deactivate':
      return <Trans>Deactivate the account</Trans>
  }
}

/** What a step has done: a line of the report */
export function DoneStep({ step: { step, total } }: { step: Pick<OffboardingStep, 'step' | 'total'> }) {
  switch (step) {
    case 'SuspendApiClients':
      return <Plural value={total} one="# API client suspended" other="# API clients suspended" />
    case 'EndClientCredentials':
      return (
        <Plural
          value={total}
          one="# secret or public key of an API client ended"
          other="# secrets and public keys of API clients ended"
        />
      )
    case 'EndApplicationCredentials':
      return (
        <Plural
          value={total}
          one="# secret or public key of a sign-in application ended"
          other="# secrets and public keys of sign-in applications ended"
        />
      )
    case 'RemoveFromGroups':
      return <Plural value={total} one="Removed from # group" other="Removed from # groups" />
    case 'RevokeApplicationRoles':
      return <Plural value={total} one="# end-user role revoked" other="# end-user roles revoked" />
    case 'RevokeOrganizationRoles':
      return <Plural value={total} one="# organization role revoked" other="# organization roles revoked" />
    case 'EndSessions':
      return <Plural value={total} one="# session ended" other="# sessions ended" />
    case 'Deactivate':
      return <Trans>Account deactivated</Trans>
  }
}
