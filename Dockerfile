# One static binary, and nothing beside it but roots of trust.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=""
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /out/nhacviec ./cmd/nhacviec
# A new volume takes its owner from the folder that it is mounted on.
RUN mkdir /out/data && mkdir -m 1777 /out/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/nhacviec /usr/local/bin/nhacviec
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build /out/tmp /tmp
# Zone data is inside the binary.
ENV NHACVIEC_DB=/data/nhacviec.db
USER 65532:65532
VOLUME /data
ENTRYPOINT ["/usr/local/bin/nhacviec"]
CMD ["run"]
