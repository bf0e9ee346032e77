import { ProviderFault } from '../federation/provider-fault.ts'
import type { SamlRefusal } from './saml-refusal.ts'

/** What is wrong with a provider, as sign-ins through external providers say it */
export const faultOfSamlRefusal = ({ kind, message }: SamlRefusal): ProviderFault => new ProviderFault(kind, message)
