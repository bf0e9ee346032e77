import type { Routes } from '../http/api/routes.ts'

/** Works beside the requests while a server serves them. Commands start none. */
export interface Worker {
  start(): void | Promise<void>
  /** Finishes what is under way. */
  stop(): Promise<void>
}

/** What a wing keeps for as long as the process runs. */
export interface OpenedWing<P> {
  /** What operations take: caches, queues, limits */
  parts: P
  workers: Worker[]
  /** Stores what is only in memory, before the database closes. */
  close?(): Promise<void>
}

/** The APIs, and the portal's own endpoints */
export type Surface = 'identity' | 'portfolios' | 'portfoliosV1' | 'assets' | 'management' | 'portal'

/** The routes of a wing, by what serves them */
export type WingRoutes = Partial<Record<Surface, Routes[]>>
