import type { AssetType } from '../../../db/schema/applications-schema.ts'

/** What ODC calls types of assets. Portico has some of them. */
export const assetTypes = [
  'WebApplication',
  'MobileApplication',
  'LowCodeLibrary',
  'ExtensionLibrary',
  'ExternalConnection',
  'ExternalLibrary',
  'Workflow',
  'WidgetLibrary',
  'AIModelConnection',
  'SearchServiceConnection',
  'Agent',
  'MCPConnection',
  'A2AConnection',
  'KnowledgeBase',
] as const
type OdcAssetType = (typeof assetTypes)[number]

const inOdc = {
  WebApplication: 'WebApplication',
  MobileApplication: 'MobileApplication',
  Workflow: 'Workflow',
  Library: 'LowCodeLibrary',
} as const satisfies Record<AssetType, OdcAssetType>

export const assetTypeInOdc = (type: AssetType): OdcAssetType => inOdc[type]

/** Those that ODC calls by one of the names, and that are deployable or not where that is asked */
export const assetTypesOf = (names: readonly string[] | undefined, deployable?: boolean): AssetType[] =>
  (Object.keys(inOdc) as AssetType[]).filter(
    (type) =>
      (names === undefined || names.includes(inOdc[type])) &&
      (deployable === undefined || isDeployable(type) === deployable),
  )

/** In ODC, libraries are not deployed: what uses them is. */
export const isDeployable = (type: AssetType): boolean => type !== 'Library'
