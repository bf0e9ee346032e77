import { ApiProblem } from '../../api/problem.ts'

/** Says what to do where the server keeps the organization from losing its last Administrator. */
export async function explainingLastAdministrator<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.errorCode !== 'PTC-USR-40006') throw error
    const { status, errorCode, traceId } = error
    throw new ApiProblem({
      status,
      errorCode,
      traceId,
      title: 'This is the last Administrator',
      detail:
        'Without an active Administrator nobody could manage this organization any more. Grant Administrator to somebody else first, for the whole organization and without an end, then try again.',
    })
  }
}
