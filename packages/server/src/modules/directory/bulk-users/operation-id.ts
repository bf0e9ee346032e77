/** One stored operation: users who are created, or a slice of a change of many */
export interface OperationId {
  organizationKey: string
  key: string
}
