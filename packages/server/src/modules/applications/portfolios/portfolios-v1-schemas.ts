import { Type } from 'typebox'
import { component, Key, Nullable, named, OneOf } from '../../../http/api/schemas.ts'

const Int32 = Type.Integer({ format: 'int32' })

/** An environment is there as soon as it is created: nothing is configured or set up for it. */
const EnvironmentV1 = Type.Object(
  {
    key: Key,
    name: Type.String(),
    hostname: Nullable(Type.String()),
    purpose: named('EnvironmentPurpose', OneOf('Development', 'NonProduction', 'Production', 'Unknown')),
    order: Int32,
    region: Nullable(Type.String()),
    hosting: Nullable(Type.String()),
    isConfigured: Type.Boolean(),
    isDeployedToCluster: Type.Boolean(),
  },
  component('Environment'),
)

export const EnvironmentListV1 = Type.Object(
  { results: Type.Array(EnvironmentV1) },
  component('EnvironmentListResponse'),
)
