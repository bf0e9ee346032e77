import type { Parts } from '../../db/parts.ts'
import type { ReadsPart } from '../../http/api/reads.ts'
import type { WingRoutes } from '../wing.ts'
import { applicationRoleRoutes } from './application-roles/application-roles-routes.ts'
import { assetRepositoryRoutes } from './asset-revisions/asset-repository-routes.ts'
import { assetRevisionRoutes } from './asset-revisions/asset-revisions-routes.ts'
import { libraryRoutes } from './asset-revisions/libraries-routes.ts'
import { assetApplicationRoleRoutes } from './assets/asset-application-roles-routes.ts'
import { assetDeploymentRoutes } from './assets/asset-deployments-routes.ts'
import { assetRoutes } from './assets/assets-routes.ts'
import { deployedAssetRoutes } from './assets/deployed-assets-routes.ts'
import { deployedAssetV1Routes } from './assets/deployed-assets-v1-routes.ts'
import { portfolioManagementRoutes } from './portfolios/portfolio-management-routes.ts'
import { portfolioRoutes } from './portfolios/portfolios-routes.ts'
import { portfolioV1Routes } from './portfolios/portfolios-v1-routes.ts'

/** Portfolios, environments, assets and the roles that assets define. The wing keeps no state. */
export const applicationsRoutes = (context: Parts<'clock' | 'vault'> & ReadsPart): WingRoutes => ({
  identity: [applicationRoleRoutes(context)],
  portfolios: [portfolioRoutes(context), deployedAssetRoutes(context), libraryRoutes(context)],
  portfoliosV1: [portfolioV1Routes(context), deployedAssetV1Routes(context)],
  assets: [assetRepositoryRoutes(context)],
  management: [
    portfolioManagementRoutes(context),
    assetRoutes(context),
    assetApplicationRoleRoutes(context),
    assetDeploymentRoutes(context),
    assetRevisionRoutes(context),
  ],
})
