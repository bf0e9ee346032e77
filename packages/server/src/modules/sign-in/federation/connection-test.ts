import type { FaultKind } from './provider-fault.ts'

/**
 * What is tried of a provider:
 * - `discovery`: its discovery document, or for SAML its metadata
 * - `keys`: what its signatures are checked with
 * - `credentials`: the client ID and the secret, as far as that is possible without a person
 */
export type ConnectionStepName = 'discovery' | 'keys' | 'credentials'

export interface ConnectionStep {
  step: ConnectionStepName
  outcome: 'passed' | 'failed' | 'skipped'
  /** What is wrong, where it failed */
  reason: FaultKind | null
  /** In words, for whoever sets the provider up */
  detail: string
}

export interface ConnectionTest {
  outcome: 'passed' | 'failed'
  steps: ConnectionStep[]
}

/** A test that failed is one in which a step did. */
export const connectionTestOf = (steps: ConnectionStep[]): ConnectionTest => ({
  outcome: steps.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'passed',
  steps,
})

export const passed = (step: ConnectionStepName, detail: string): ConnectionStep => ({
  step,
  outcome: 'passed',
  reason: null,
  detail,
})

export const skipped = (step: ConnectionStepName, detail: string): ConnectionStep => ({
  step,
  outcome: 'skipped',
  reason: null,
  detail,
})
