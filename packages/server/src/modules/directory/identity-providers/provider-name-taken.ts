import { Problem } from '../../../problems/problem.ts'

export const providerNameTaken = (name: string): Problem =>
  new Problem('identity_provider_name_taken', `There is an identity provider called '${name}' already.`)
