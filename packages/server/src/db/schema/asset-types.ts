/**
 * What an asset can be, by ODC's names: every API shows and takes the same ones. ODC's asset repository has all but
 * MobileLibrary, which its libraries have.
 */
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
  'MobileLibrary',
] as const
export type AssetType = (typeof assetTypes)[number]
