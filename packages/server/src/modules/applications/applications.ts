import type { BaseParts, WingRoutes } from '../wing.ts'
import { applicationRoleRoutes } from './application-roles/application-roles-routes.ts'
import { createApplicationRoleService } from './application-roles/application-roles-service.ts'
import { assetApplicationRoleRoutes } from './assets/asset-application-roles-routes.ts'
import { createAssetApplicationRoleService } from './assets/asset-application-roles-service.ts'
import { assetRoutes } from './assets/assets-routes.ts'
import { createAssetService } from './assets/assets-service.ts'
import { deployedAssetRoutes } from './assets/deployed-assets-routes.ts'
import { createDeployedAssetService } from './assets/deployed-assets-service.ts'
import { createDeploymentService } from './assets/deployment-service.ts'
import { createEnvironmentService } from './portfolios/environments-service.ts'
import { portfolioManagementRoutes } from './portfolios/portfolio-management-routes.ts'
import { portfolioRoutes } from './portfolios/portfolios-routes.ts'
import { createPortfolioService } from './portfolios/portfolios-service.ts'

export type Applications = ReturnType<typeof openApplications>['parts']

export function openApplications(base: BaseParts) {
  return {
    parts: {
      applicationRoles: createApplicationRoleService(base),
      assetApplicationRoles: createAssetApplicationRoleService(base),
      deployments: createDeploymentService(base),
      assets: createAssetService(base),
      deployedAssets: createDeployedAssetService(base),
      portfolios: createPortfolioService(base),
      environments: createEnvironmentService(base),
    },
    workers: [],
  }
}

/** Portfolios, environments, assets and the roles that assets define */
export const applicationsRoutes = (context: Applications): WingRoutes => ({
  identity: [applicationRoleRoutes(context.applicationRoles)],
  portfolios: [portfolioRoutes(context.portfolios, context.environments), deployedAssetRoutes(context.deployedAssets)],
  management: [
    portfolioManagementRoutes(context.portfolios, context.environments),
    assetRoutes(context.assets),
    assetApplicationRoleRoutes(context.assetApplicationRoles, context.deployments),
  ],
})
