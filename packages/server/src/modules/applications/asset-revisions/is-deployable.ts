import type { AssetType } from '../../../db/schema/asset-types.ts'

const deployable: readonly AssetType[] = ['WebApplication', 'MobileApplication', 'Workflow', 'Agent']

/** Whether ODC deploys assets of the type by themselves. Libraries and connections come along with what uses them. */
export const isDeployable = (type: AssetType): boolean => deployable.includes(type)
