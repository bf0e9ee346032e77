import { Type } from 'typebox'
import { Key } from '../../../http/api/schemas.ts'

const strict = { additionalProperties: false } as const

export const DeployRequest = Type.Object({ environmentKey: Key }, strict)
export const Deployed = Type.Object({ key: Key }, strict)
export const DeploymentParameters = Type.Object({ key: Key, environmentKey: Key }, strict)
