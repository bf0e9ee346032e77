import { completed, type Environment } from '@portico/sdk'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { portfoliosApi } from '../../api/apis.ts'
import { invalidateEnvironments, setCachedStages } from '../../api/queries.ts'
import { notifyOfProblem } from '../../components/feedback/notify.ts'

export interface StageOrder {
  /** The shown order: changed at once, and back if the server refuses */
  stages: Environment[]
  move(environment: Environment, place: number): void
  /** For screen readers */
  announcement: string
}

/** Moves stages within their portfolio. */
export function useStageOrder(environments: Environment[]): StageOrder {
  const [announcement, setAnnouncement] = useState('')
  const { mutate } = useMutation({
    scope: { id: 'stage-order' },
    mutationFn: ({ key, order }: { key: string; order: number }) =>
      completed(
        portfoliosApi.PATCH('/environments/{environmentKey}', {
          params: { path: { environmentKey: key } },
          body: { order },
        }),
      ),
    onError: notifyOfProblem,
    onSettled: invalidateEnvironments,
  })
  return {
    stages: environments,
    announcement,
    move(environment, place) {
      // The member may not view all stages, but `order` counts all of them.
      const order = environments[place]?.order
      if (order === undefined || order === environment.order) return
      const others = environments.filter(({ key }) => key !== environment.key)
      const moved = others
        .map((other) => ({ ...other, order: other.order + shiftOf(other.order, environment.order, order) }))
        .toSpliced(place, 0, { ...environment, order })
      setCachedStages(environment.portfolioKey, moved)
      setAnnouncement(`${environment.name} is now number ${place + 1} of ${moved.length}`)
      mutate({ key: environment.key, order })
    },
  }
}

/** How far a stage moves when another one moves past it. */
function shiftOf(order: number, from: number, to: number): number {
  if (from < order && order <= to) return -1
  return to <= order && order < from ? 1 : 0
}
