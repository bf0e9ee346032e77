import { type Static, Type } from 'typebox'
import { component, Key, Nullable, strict } from '../../../http/api/schemas.ts'
import { RevisionNumber } from './assets-schemas.ts'

/** Without revision, the newest one; where the asset is deployed already, the one that is there stays. */
export const DeployRequest = Type.Object(
  { environmentKey: Key, revision: Type.Optional(Nullable(RevisionNumber)) },
  component('AssetDeploymentCreateRequest'),
)
export type DeployRequest = Static<typeof DeployRequest>

export const Deployed = Type.Object({ key: Key }, component('AssetDeploymentCreateResponse'))
export const DeploymentParameters = Type.Object({ key: Key, environmentKey: Key }, strict)
