/**
 * Who on this node follows a conversation. Rooms are local: other nodes are told by signals, sealed (design: no Socket.IO
 * adapter). The one place that emits to many sockets.
 */
export interface Follower {
  readonly socketId: string;
  /** `visitor`, or the agent's id. */
  readonly who: string;
  readonly emit: (event: string, payload: unknown) => void;
  /** Events wait from now on, until what it returns is called: a snapshot for this connection is being made. */
  readonly holdBack: () => () => void;
  readonly isHeldBack: () => boolean;
  /** Closes the connection. */
  readonly close: () => void;
  /** Ends it at once and counts it: it costs more than a connection may. */
  readonly cut: () => void;
}

export interface Rooms {
  join(room: string, follower: Follower): void;
  leave(room: string, socketId: string): void;
  leaveAll(socketId: string): void;
  followers(room: string): readonly Follower[];
  /** The same without a copy; who leaves while it runs is passed over. */
  each(room: string, visit: (follower: Follower) => void): void;
  has(room: string, socketId: string): boolean;
  rooms(prefix: string): string[];
  size(): number;
}

export function createRooms(): Rooms {
  const byRoom = new Map<string, Map<string, Follower>>();
  const bySocket = new Map<string, Set<string>>();

  function leave(room: string, socketId: string): void {
    const members = byRoom.get(room);
    members?.delete(socketId);
    if (members?.size === 0) byRoom.delete(room);
    const joined = bySocket.get(socketId);
    joined?.delete(room);
    if (joined?.size === 0) bySocket.delete(socketId);
  }

  return {
    join: (room, follower) => {
      const members = byRoom.get(room) ?? new Map<string, Follower>();
      byRoom.set(room, members.set(follower.socketId, follower));
      const joined = bySocket.get(follower.socketId) ?? new Set<string>();
      bySocket.set(follower.socketId, joined.add(room));
    },
    leave,
    leaveAll: (socketId) => {
      for (const room of [...(bySocket.get(socketId) ?? [])]) leave(room, socketId);
    },
    followers: (room) => [...(byRoom.get(room)?.values() ?? [])],
    each: (room, visit) => {
      const members = byRoom.get(room);
      if (members) for (const follower of members.values()) visit(follower);
    },
    has: (room, socketId) => byRoom.get(room)?.has(socketId) ?? false,
    rooms: (prefix) => [...byRoom.keys()].filter((room) => room.startsWith(prefix)),
    size: () => bySocket.size,
  };
}
