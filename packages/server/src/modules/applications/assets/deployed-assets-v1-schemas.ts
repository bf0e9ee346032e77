import { Type } from 'typebox'
import { component, Query } from '../../../http/api/schemas.ts'
import { PageWithTotals } from '../portfolios/portfolios-schemas.ts'
import { DeployedAsset, DeployedAssetsQuery, Deployment } from './deployed-assets-schemas.ts'

// As in v2, but nothing names a portfolio.

const { portfolioKey: _, ...deploymentFields } = Deployment.properties
const DeploymentV1 = Type.Object(deploymentFields, component('Deployment'))

const DeployedAssetV1 = Type.Object(
  { ...DeployedAsset.properties, deployments: Type.Array(DeploymentV1) },
  component('DeployedAsset'),
)

export const DeployedAssetPageV1 = PageWithTotals(DeployedAssetV1)

const { portfolioKey: __, ...parameters } = DeployedAssetsQuery.properties
export const DeployedAssetsQueryV1 = Query(parameters)
