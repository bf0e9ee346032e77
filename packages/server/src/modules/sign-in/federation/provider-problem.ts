import { Problem } from '../../../problems/problem.ts'
import { isAway, type ProviderFault } from './provider-fault.ts'

/** What a person is told whose sign-in a provider has not let through. What is wrong with it is for administrators. */
export function providerProblem(name: string, fault: ProviderFault): Problem {
  if (fault.kind === 'denied') {
    return new Problem(
      'external_sign_in_denied',
      `${name} has not let you in, or you have cancelled. Try again, or choose another way.`,
    )
  }
  if (isAway(fault)) {
    const words = `${name} cannot be reached at this moment. Choose another way to sign in, or try again later.`
    return new Problem('external_provider_unavailable', words)
  }
  const words = `The answer of ${name} was not accepted. Try again. If it happens again, tell an administrator: the log says why.`
  return new Problem('external_sign_in_failed', words)
}
