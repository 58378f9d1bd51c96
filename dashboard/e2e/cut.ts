import { connect, createServer, type Server, type Socket } from 'node:net';

/** Between the browser and the server: hands every byte on, until it is cut. */
export class Cut {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly to: URL) {}

  /** Listens, on the port it had before. */
  async open(): Promise<string> {
    const server = createServer((near) => {
      const far = connect(Number(this.to.port), this.to.hostname);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(socket);
        socket.pipe(other);
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          this.sockets.delete(socket);
          other.destroy();
        });
      }
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.server = server;
    const address = server.address();
    this.port = typeof address === 'object' && address ? address.port : this.port;
    return `http://127.0.0.1:${this.port}`;
  }

  /** Breaks every connection and takes no more. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve));
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await closed;
  }
}
