# The assistant as an image. At run time only /data is written, and with PostgreSQL not even that.
# To renew the base, change its version and digest together.
FROM node:24.21.0-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS base
WORKDIR /app

FROM base AS build
# Dependencies come first: their layer is used again until the lock file changes.
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY src ./src
COPY manifests ./manifests
COPY knowledge ./knowledge
# The build learns from knowledge/ into dist/engine.bin, so that a start need not.
RUN npm run build \
  && npm prune --omit=dev --no-audit --no-fund \
  && chmod 755 dist/cli.js

FROM base
LABEL org.opencontainers.image.title="IOM assistant" \
  org.opencontainers.image.description="Tells IOM staff whom to contact, in Slack, Microsoft Teams and a browser" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=3978 \
  KNOWLEDGE_DIR=/app/knowledge \
  DATA_DIR=/data
# The files belong to root: the assistant can read them, not change them. Nothing is installed in a running container.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* /usr/local/bin/yarn* \
  && ln -s /app/dist/cli.js /usr/local/bin/iom \
  && install -d -m 0700 -o 1000 -g 1000 /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/manifests ./manifests
COPY --from=build /app/knowledge ./knowledge

# By number, so that Kubernetes can see that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=15s --timeout=3s --start-period=180s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
