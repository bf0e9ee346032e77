import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { done, portfolios } from '../../api/client.ts'
import { notifyOfProblem } from '../../components/feedback/notify.ts'
import { type Environment, invalidateEnvironments, setCachedStages } from './queries.ts'

export interface StageOrder {
  /** As shown: moved at once, and back again should the server refuse */
  stages: Environment[]
  move(environment: Environment, place: number): void
  /** What to tell ears */
  announcement: string
}

/** Moves stages within their portfolio. */
export function useStageOrder(environments: Environment[]): StageOrder {
  const [announcement, setAnnouncement] = useState('')
  const { mutate } = useMutation({
    scope: { id: 'stage-order' },
    mutationFn: ({ key, order }: { key: string; order: number }) =>
      done(
        portfolios.PATCH('/environments/{environmentKey}', {
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
      // Among those that the member may view, which need not be all: the others between them count, too.
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

/** How far one is moved by another that goes past it. */
function shiftOf(order: number, from: number, to: number): number {
  if (from < order && order <= to) return -1
  return to <= order && order < from ? 1 : 0
}
