import { Type } from 'typebox'
import { component, Key, strict } from '../../../http/api/schemas.ts'

export const DeployRequest = Type.Object({ environmentKey: Key }, component('AssetDeploymentCreateRequest'))
export const Deployed = Type.Object({ key: Key }, component('AssetDeploymentCreateResponse'))
export const DeploymentParameters = Type.Object({ key: Key, environmentKey: Key }, strict)
