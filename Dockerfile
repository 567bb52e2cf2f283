# One image for every role. Versions are arguments, so that other bases can stand in for the official ones.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY .editorconfig global.json Directory.Build.props Directory.Packages.props ./
COPY src/ src/
RUN dotnet publish src/Console -c Release -o /app -v quiet && mkdir /data

FROM ${RUNTIME_IMAGE}
COPY --from=build /app/ /app/
# The user that the official image calls app; a volume that is made here is his.
COPY --from=build --chown=1654:1654 /data/ /data/
ENV PATH=/app:${PATH}
WORKDIR /data
USER 1654:1654
# SIGTERM is what leads to a coordinated shutdown: a member leaves, and the others hear of it at once.
STOPSIGNAL SIGTERM
# That the process answers at the port where its cluster looks for it. Whether it is a member, 'akkacachesim status' says.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/$HOSTNAME/4053"]
ENTRYPOINT ["akkacachesim"]
